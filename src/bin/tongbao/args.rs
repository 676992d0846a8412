//! What the command line may say. Every word of the help is Chinese; commands, options and codes are ASCII.

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use tongbao::base::Date;
use tongbao::write::Strategy;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}\n";

/// 汇总方案和报告，核对、计算、出站点和刊物
#[derive(Parser)]
#[command(
    name = "tongbao",
    version,
    about = "汇总一个城市的年度方案和各期报告：核对、计算、生成内网站点和旬调度、月通报、季讲评",
    help_template = TEMPLATE,
    override_usage = "tongbao [选项] <命令>",
    subcommand_required = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    next_help_heading = "选项",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
pub struct Line {
    /// 内容文件夹，默认 content
    #[arg(
        long,
        value_name = "目录",
        global = true,
        display_order = 90,
        default_value = "content",
        hide_default_value = true
    )]
    pub content: PathBuf,

    /// 主题文件夹；默认用内容文件夹旁的 themes/<主题名>，再没有就用内置主题
    #[arg(long, value_name = "目录", global = true, display_order = 91)]
    pub theme: Option<PathBuf>,

    /// 显示帮助
    #[arg(short = 'h', long = "help", action = ArgAction::Help, global = true, display_order = 98)]
    help: Option<bool>,

    /// 显示版本
    #[arg(short = 'V', long = "version", action = ArgAction::Version, display_order = 99)]
    version: Option<bool>,

    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Build(Build),
    Check(Check),
    Explain(Explain),
    Schema(Schema),
    Fill(Fill),
    New(New),
    Init(Init),
    Hooks(Hooks),
}

/// 生成站点
#[derive(Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "tongbao build [选项]",
    after_help = "站点写入 <输出>/site。方案、办法、名录或站点设置有错时什么也不写，上一次的站点保留。",
    next_help_heading = "选项"
)]
pub struct Build {
    /// 输出文件夹，默认 output
    #[arg(display_order = 1, long, value_name = "目录", default_value = "output", hide_default_value = true)]
    pub output: PathBuf,

    /// 所知日，如 2024-04-10：只用到这一天为止知道的；默认取内容中最晚的一天
    #[arg(display_order = 2, long, value_name = "日期", value_parser = date)]
    pub as_of: Option<Date>,

    /// 不生成PDF
    #[arg(display_order = 3, long)]
    pub no_pdf: bool,

    /// 新旧站点的替换方式：exchange 整体交换，rename 两次改名，files 逐个文件；默认自动选择
    #[arg(display_order = 4, long, value_name = "方式", value_parser = swap)]
    pub swap: Option<Strategy>,

    /// 给谁看：internal 内部
    #[arg(
        display_order = 5,
        long,
        value_name = "读者",
        value_enum,
        default_value = "internal",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub audience: Audience,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Audience {
    Internal,
}

/// 核对内容，列出错误和警告
#[derive(Args)]
#[command(help_template = TEMPLATE, override_usage = "tongbao check [选项] [文件]...", next_help_heading = "选项")]
pub struct Check {
    /// 只列出这些文件或文件夹中的问题；默认列出全部
    #[arg(display_order = 1, value_name = "文件", help_heading = "参数")]
    pub files: Vec<PathBuf>,

    /// 输出格式：text 文字，json，github，gitlab，sarif；默认 text
    #[arg(
        display_order = 2,
        long,
        value_name = "格式",
        value_enum,
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Github,
    Gitlab,
    Sarif,
}

/// 说明一个数是怎样算出来的
#[derive(Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "tongbao explain [选项] <指标> <期> [县市区]",
    next_help_heading = "选项"
)]
pub struct Explain {
    /// 指标的编号或名称
    #[arg(display_order = 1, value_name = "指标", help_heading = "参数")]
    pub indicator: String,

    /// 期，如 2024-03、2024-Q1、2024-03-D1
    #[arg(display_order = 2, value_name = "期", help_heading = "参数")]
    pub period: String,

    /// 县市区的编号或名称
    #[arg(display_order = 3, value_name = "县市区", help_heading = "参数")]
    pub region: Option<String>,

    /// 所知日，如 2024-04-10；默认取内容中最晚的一天
    #[arg(display_order = 4, long, value_name = "日期", value_parser = date)]
    pub as_of: Option<Date>,
}

/// 输出内容文件的 JSON Schema
#[derive(Args)]
#[command(help_template = TEMPLATE, override_usage = "tongbao schema [名称]", next_help_heading = "选项")]
pub struct Schema {
    /// 哪一种文件；不写就列出全部名称
    #[arg(display_order = 1, value_name = "名称", help_heading = "参数")]
    pub name: Option<String>,
}

/// 填写正文中绑定的数，改动内容文件
#[derive(Args)]
#[command(help_template = TEMPLATE, override_usage = "tongbao fill [文件]...", next_help_heading = "选项")]
pub struct Fill {
    /// 只填写这些文件或文件夹；默认填写全部报告和刊物
    #[arg(display_order = 1, value_name = "文件", help_heading = "参数")]
    pub files: Vec<PathBuf>,
}

/// 新建一个城市的内容文件夹，带说明和一期演示数据
#[derive(Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "tongbao init <目录>",
    after_help = "写入一个虚构的小城市：3个行动、12个指标、2个县、一期报告和一期通报，照着改成自己的。\n只写新的或空的文件夹，已有的文件一概不动。",
    next_help_heading = "选项"
)]
pub struct Init {
    /// 新的或空的文件夹，如 content
    #[arg(display_order = 1, value_name = "目录", help_heading = "参数")]
    pub folder: PathBuf,
}

/// 在 git 仓库里设置提交前的检查
#[derive(Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "tongbao hooks <命令>",
    subcommand_required = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    next_help_heading = "选项",
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct Hooks {
    #[command(subcommand)]
    pub what: HooksWhat,
}

#[derive(Subcommand)]
pub enum HooksWhat {
    Install(HooksInstall),
}

/// 安装提交前的检查：只查这次提交改动的内容文件，有错就不让提交
#[derive(Args)]
#[command(help_template = TEMPLATE, override_usage = "tongbao hooks install", next_help_heading = "选项")]
pub struct HooksInstall {}

/// 新建待填写的报告或刊物
#[derive(Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "tongbao new <命令>",
    subcommand_required = true,
    subcommand_help_heading = "命令",
    subcommand_value_name = "命令",
    next_help_heading = "选项",
    disable_help_subcommand = true,
    arg_required_else_help = true
)]
pub struct New {
    #[command(subcommand)]
    pub what: NewWhat,
}

#[derive(Subcommand)]
pub enum NewWhat {
    Report(NewReport),
    Edition(NewEdition),
}

/// 一个行动或县市区一期的报告，附上期数
#[derive(Args)]
#[command(help_template = TEMPLATE, override_usage = "tongbao new report <谁> <期>", next_help_heading = "选项")]
pub struct NewReport {
    /// 行动或县市区的编号或名称
    #[arg(display_order = 1, value_name = "谁", help_heading = "参数")]
    pub reporter: String,

    /// 期，如 2024-04
    #[arg(display_order = 2, value_name = "期", help_heading = "参数")]
    pub period: String,
}

/// 一期刊物的编辑部分
#[derive(Args)]
#[command(help_template = TEMPLATE, override_usage = "tongbao new edition <刊物> <期>", next_help_heading = "选项")]
pub struct NewEdition {
    /// 刊物的编号或名称，见 site.yaml
    #[arg(display_order = 1, value_name = "刊物", help_heading = "参数")]
    pub series: String,

    /// 期，如 2024-04
    #[arg(display_order = 2, value_name = "期", help_heading = "参数")]
    pub period: String,
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).ok_or_else(|| "日期写成 2024-04-10 的样子".into())
}

fn swap(text: &str) -> Result<Strategy, String> {
    text.parse()
}
